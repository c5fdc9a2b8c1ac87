"""Notifications: messages to people, and feeds of events for ministries."""
