"""Days of the local calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included, by the local calendar."""

    first: date
    last: date

    def moments(self) -> tuple[datetime, datetime]:
        """From the first moment to the one after the last."""
        zone = ZoneInfo(settings.TIME_ZONE)
        start = datetime.combine(self.first, time(), zone)
        return start, datetime.combine(self.last + timedelta(days=1), time(), zone)

    def before(self) -> "Period":
        """The period of the same length just before."""
        length = self.last - self.first + timedelta(days=1)
        return Period(self.first - length, self.last - length)
