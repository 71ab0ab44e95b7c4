"""The mailbox as a channel: an approver who has no chat reads by mail and decides on a page."""
