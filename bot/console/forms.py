"""Forms about accounts. They list their fields: nothing else that a browser sends is taken."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password

from bot.config.pages import pages
from bot.console.models import Account
from bot.console.roles import Role, roles
from bot.console.texts import say


class CodeForm(forms.Form):
    """The six digits of the authenticator application."""

    code = forms.RegexField(
        r"^\s*\d{3}\s?\d{3}\s*$",
        label=say("second_factor.code"),
        error_messages={"invalid": say("second_factor.shape")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
    )

    def clean_code(self) -> str:
        """The digits alone."""
        return "".join(str(self.cleaned_data["code"]).split())


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """A new account, or the role and pages of one that exists."""

    pages = forms.MultipleChoiceField(
        label=say("accounts.pages"), required=False, widget=forms.CheckboxSelectMultiple, help_text=say("accounts.all")
    )

    class Meta:
        model = Account
        fields: ClassVar = ["username", "first_name", "last_name", "role", "pages"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pages"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [(page.id, page.name) for page in pages().values()]
        chosen = self.fields["role"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 (for the type checker)
        chosen.choices = [("", say("choose")), *((role.value, roles()[role].label) for role in Role)]
        if self.instance.pk:
            self.fields["username"].disabled = True  # the audit trail knows people by it


class OwnPasswordForm(PasswordChangeForm):
    """A new password of one's own; what it must be like is told in sentences, as in the other forms."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = password_rules()


def password_rules() -> str:
    """What a password must be like."""
    return " ".join(password_validators_help_texts())


class FirstPasswordForm(forms.Form):
    """A password that somebody else gives, to be changed at first login."""

    password = forms.CharField(
        label=say("accounts.first_password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.fields["password"].help_text = password_rules()

    def clean_password(self) -> str:
        """Checked like any other password."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password
