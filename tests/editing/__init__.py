"""Tests of the room where the FAQ is written."""
