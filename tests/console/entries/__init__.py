"""Tests of the pages where the FAQ is written."""
