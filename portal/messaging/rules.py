"""Who may read the outbox and act on it: the Secretariat."""

import rules

from portal.accounts.rules import is_staff_member

rules.add_perm("messaging.see", is_staff_member)
rules.add_perm("messaging.handle", is_staff_member)
