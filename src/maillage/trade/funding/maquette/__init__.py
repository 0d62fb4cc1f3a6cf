"""Every operation, funder by funder and year by year; versions of it that never change."""
