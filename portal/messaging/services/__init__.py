"""What happens to a message. The only writers of the outbox."""

from .delivery import deliver, sweep
from .desk import edit_draft, resend, send_draft, stop
from .forgetting import forget_about, forget_person
from .posting import post

__all__ = ["deliver", "edit_draft", "forget_about", "forget_person", "post", "resend", "send_draft", "stop", "sweep"]
