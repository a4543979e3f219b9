"""Addresses of an assistance under way: plan, steps, final package."""

from django.urls import URLPattern, URLResolver, path

from .views.assistance import money, package, papers, risks, steps, thread

ONE = "workspace/assistance/<slug:reference>/"
STEP = ONE + "steps/<str:step>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(ONE + "plan/", steps.plan_page, name="assistance_plan"),
    path(STEP, steps.step_page, name="assistance_step"),
    path(STEP + "begin/", steps.begin, name="step_begin"),
    path(STEP + "finish/", steps.finish, name="step_finish"),
    path(STEP + "reopen/", steps.reopen, name="step_reopen"),
    path(STEP + "evidence/", steps.add_evidence, name="step_evidence_add"),
    path(STEP + "evidence/<int:pk>/", steps.evidence, name="step_evidence"),
    path(STEP + "evidence/<int:pk>/drop/", steps.drop_evidence, name="step_evidence_drop"),
    path(ONE + "money/", money.page, name="money"),
    path(ONE + "money/envelope/", money.envelope_page, name="money_envelope"),
    path(ONE + "money/line/", money.line_page, name="money_line_add"),
    path(ONE + "money/line/<int:pk>/", money.line_page, name="money_line"),
    path(ONE + "money/commit/", money.commit_page, name="money_commit"),
    path(ONE + "money/of/<slug:code>/", money.commitment_page, name="commitment"),
    path(ONE + "money/of/<slug:code>/pay/", money.pay_page, name="money_pay"),
    path(ONE + "money/of/<slug:code>/close/", money.close, name="money_close"),
    path(ONE + "money/of/<slug:code>/strike/<int:pk>/", money.strike, name="payment_strike"),
    path(ONE + "risks/", risks.page, name="risks"),
    path(ONE + "risks/note/", risks.write_page, name="risk_add"),
    path(ONE + "risks/from-warning/", risks.from_warning, name="risk_from_warning"),
    path(ONE + "risks/of/<slug:code>/", risks.risk_page, name="risk"),
    path(ONE + "risks/of/<slug:code>/change/", risks.write_page, name="risk_change"),
    path(ONE + "risks/of/<slug:code>/review/", risks.review_page, name="risk_review"),
    path(ONE + "risks/of/<slug:code>/close/", risks.close, name="risk_close"),
    path(ONE + "documents/", papers.page, name="papers"),
    path(ONE + "documents/share/", papers.share_page, name="paper_share"),
    path(ONE + "documents/of/<slug:code>/", papers.paper_page, name="paper"),
    path(ONE + "documents/of/<slug:code>/renew/", papers.renew_page, name="paper_renew"),
    path(ONE + "documents/of/<slug:code>/archive/", papers.archive, name="paper_archive"),
    path(ONE + "documents/of/<slug:code>/<int:number>/", papers.version, name="paper_version"),
    path(ONE + "messages/", thread.page, name="thread"),
    path(ONE + "package/", package.page, name="package"),
    path(ONE + "package/report/", package.report, name="package_report"),
    path(ONE + "package/sign/", package.sign, name="package_sign"),
    path(ONE + "package/submit/", package.submit, name="package_submit"),
    path(ONE + "package/answer/", package.answer, name="package_answer"),
]
