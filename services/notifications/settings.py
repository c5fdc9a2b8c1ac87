"""The settings of notifications, besides those of every process."""

from __future__ import annotations

from dataclasses import dataclass, field

from chassis.settings import Environment, SettingError
from services.notifications.adapters.mail import MailServer


@dataclass(frozen=True)
class NotificationSettings:
    """How messages leave, and how long partners can replay their feeds."""

    mail_server: MailServer
    mail_from: str
    sms_url: str
    sms_token: str = field(repr=False)
    feed_max_age: str
    channel_width: int

    @classmethod
    def read(cls, environment: Environment | None = None) -> NotificationSettings:
        """From `KANAF_*`; raises `SettingError` with the variable's name."""
        env = environment or Environment()
        try:
            mail_server = MailServer.parse(env.text("KANAF_SMTP_URL"))
        except ValueError as error:
            raise SettingError(f"KANAF_SMTP_URL {error}") from error
        sms_url = env.text("KANAF_SMS_URL")
        if not sms_url.startswith(("http://", "https://")):
            raise SettingError("KANAF_SMS_URL must be an http:// or https:// URL")
        mail_from = env.text("KANAF_MAIL_FROM")
        if "@" not in mail_from:
            raise SettingError("KANAF_MAIL_FROM must be an e-mail address, with or without a name")
        return cls(
            mail_server=mail_server,
            mail_from=mail_from,
            sms_url=sms_url,
            sms_token=env.text("KANAF_SMS_TOKEN"),
            feed_max_age=env.text("KANAF_FEED_MAX_AGE", "30D"),
            channel_width=env.integer("KANAF_CHANNEL_WIDTH", 16, minimum=1),
        )
