"""What happens to a message. The only writers of the outbox."""

from .delivery import deliver, sweep
from .desk import edit_draft, resend, send_draft, stop
from .posting import post

__all__ = ["deliver", "edit_draft", "post", "resend", "send_draft", "stop", "sweep"]
