"""All routes of the pages. Routes parse, call, render."""

from fastapi import APIRouter

from backoffice.pages import insight
from backoffice.pages import live as stream
from backoffice.pages.account import language, notices, own_chat, profile, sign_in
from backoffice.pages.queue import bulk, exporting, queue, queue_columns, queue_views
from backoffice.pages.register import register
from backoffice.pages.report import acting, evidence, files, report, report_words, sealed
from backoffice.pages.settings.router import settings_router
from backoffice.pages.style import style

page_router = APIRouter(include_in_schema=False)
page_router.include_router(settings_router)
for _part in (queue, queue_views, queue_columns, bulk, exporting):
    page_router.include_router(_part.router)
for _part in (sign_in, report, report_words, acting, sealed, evidence, stream, files, register, insight):
    page_router.include_router(_part.router)
for _part in (notices, profile, language, own_chat, style):
    page_router.include_router(_part.router)
