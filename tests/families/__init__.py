"""The room of families: their record, people, agreement and keyworker."""
