"""The version of onrecord; kept with every article that it reads."""

VERSION = "0.1.0"
