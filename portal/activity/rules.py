"""Who reads the whole log: the Secretariat and who keeps the system."""

import rules

from portal.accounts.rules import is_staff_member

rules.add_perm("activity.see_log", is_staff_member)
