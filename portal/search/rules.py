"""Who may see and change the synonyms: editors and the Secretariat."""

import rules

from portal.accounts.rules import is_editor, is_staff_member

rules.add_perm("search.change_synonyms", is_editor | is_staff_member)
