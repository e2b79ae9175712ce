"""The pages where the FAQ is written, reviewed and published."""
