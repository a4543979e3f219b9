"""allauth's own pages, and the office's doors."""

from .table import ANONYMOUS, ENTRANTS, PEOPLE, Row, everyone, office, signed_in


def stranger(status: int, others: int = 302) -> dict[str, int | str]:
    """A page for who is not signed in."""
    return {ANONYMOUS: status, **dict.fromkeys(PEOPLE, others)}


ROWS = [
    Row("account_login", stranger(200)),
    Row("account_signup", stranger(200)),
    Row("account_request_login_code", stranger(200)),
    Row("account_confirm_login_code", signed_in(302)),
    Row("account_logout", {ANONYMOUS: 302, **dict.fromkeys(PEOPLE, 200)}),
    Row("account_inactive", everyone()),
    Row("account_reset_password", everyone()),
    Row("account_reset_password_done", everyone()),
    Row("account_reset_password_from_key", everyone(), args=lambda world: ["0", "no-key"]),
    Row("account_reset_password_from_key_done", everyone()),
    Row("account_email_verification_sent", signed_in(302)),
    Row("account_email", signed_in()),
    Row("account_change_password", signed_in()),
    Row("account_set_password", signed_in(302)),
    Row("account_reauthenticate", signed_in()),
    Row("mfa_index", signed_in()),
    Row("mfa_authenticate", signed_in(302)),
    Row("mfa_reauthenticate", signed_in(302)),
    Row("mfa_reauthenticate_webauthn", signed_in(302)),
    Row("mfa_activate_totp", signed_in(302)),
    Row("mfa_deactivate_totp", signed_in(404)),
    Row("mfa_view_recovery_codes", signed_in(404)),
    Row("mfa_generate_recovery_codes", signed_in(302)),
    Row("mfa_download_recovery_codes", signed_in(404)),
    Row("mfa_list_webauthn", signed_in()),
    Row("mfa_add_webauthn", signed_in(302)),
    Row("mfa_remove_webauthn", signed_in(302), args=lambda world: [999]),
    Row("mfa_edit_webauthn", signed_in(302), args=lambda world: [999]),
    Row("mfa_login_webauthn", signed_in(302)),
    Row("admin:index", office(*ENTRANTS)),
    Row("admin:login", office(*ENTRANTS, status=302)),
    Row("admin:logout", office(*ENTRANTS, status=302)),
    Row("admin:password_change", office(*ENTRANTS, status=302)),
    Row("admin:password_change_done", office(*ENTRANTS, status=302)),
    Row("admin:autocomplete", office()),
    Row("admin:jsi18n", office(*ENTRANTS)),
    Row("admin:view_on_site", office(), args=lambda world: [1, 1]),
    Row("admin:app_list", office(*ENTRANTS, status=302), args=lambda world: ["accounts"]),
]
