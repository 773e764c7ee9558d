"""Settings: one frozen object, nothing unknown, nothing secret in a message, all of it documented."""

from datetime import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from core.settings import Environment, LogFormat, Settings, SettingsError, known_env_names, load_settings
from deploy import settings_table

ROOT = Path(__file__).resolve().parents[2]


def load(environ: dict[str, str] | None = None, env_file: Path | None = None) -> Settings:
    return load_settings(environ=environ or {}, env_file=env_file)


def test_nothing_named_gives_a_demo_on_loopback() -> None:
    settings = load()
    assert settings.environment is Environment.demo
    assert settings.public_address == "http://127.0.0.1:8000"
    assert settings.uses_simulator


def test_a_misspelt_name_is_refused_and_its_neighbour_named() -> None:
    with pytest.raises(SettingsError, match="did you mean KENTONGAN_TELEGRAM_TOKEN"):
        load({"KENTONGAN_TELEGRAM_TOKN": "123:secret"})


def test_a_misspelt_name_in_the_file_is_refused_too(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("KENTONGAN_BACKOFICE_PORT=1\n")
    with pytest.raises(SettingsError, match="KENTONGAN_BACKOFFICE_PORT"):
        load(env_file=file)


@pytest.mark.parametrize("name", ["KENTONGAN_FOO", "KENTONGAN_X", "KENTONGAN_SPEED"])
def test_no_neighbour_is_made_up_for_a_name_that_has_none(name: str) -> None:
    with pytest.raises(SettingsError, match=r"docs/settings\.md lists them all") as caught:
        load({name: "1"})
    assert "did you mean" not in str(caught.value)


def test_variables_of_others_are_none_of_our_business() -> None:
    assert load({"PATH": "/bin", "DATABASE_URL": "elsewhere"}).database_url is None


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("KENTONGAN_BACKOFFICE_PORT=9001\nKENTONGAN_SIMULATOR_PORT=9002\n")
    settings = load({"KENTONGAN_BACKOFFICE_PORT": "9003"}, file)
    assert (settings.backoffice_port, settings.simulator_port) == (9003, 9002)


def test_an_empty_variable_masks_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("KENTONGAN_TELEGRAM_TOKEN=123:secret\n")
    assert load({"KENTONGAN_TELEGRAM_TOKEN": ""}, file).telegram_token is None


@pytest.mark.parametrize(
    "environ",
    [
        {"KENTONGAN_DATABASE_URL": "mysql://user:hunter2@host/db"},
        {"KENTONGAN_BACKOFFICE_PORT": "hunter2"},
        {"KENTONGAN_OFFICE_OPENS_AT": "18:00", "KENTONGAN_TELEGRAM_TOKEN": "1:hunter2"},
    ],
)
def test_an_error_names_the_setting_and_never_the_value(environ: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as caught:
        load(environ)
    assert "hunter2" not in str(caught.value)


def test_a_secret_does_not_show_when_the_settings_are_printed() -> None:
    settings = load({"KENTONGAN_TELEGRAM_TOKEN": "123:secret"})
    assert "123:secret" not in repr(settings)
    assert settings.require_telegram_token() == "123:secret"


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load().backoffice_port = 1  # type: ignore[misc]  # the point of the test


def test_production_logs_json_unless_told_otherwise() -> None:
    assert load({"KENTONGAN_ENVIRONMENT": "production"}).effective_log_format is LogFormat.json
    assert load().effective_log_format is LogFormat.console


def test_working_hours_are_read_as_times() -> None:
    assert load({"KENTONGAN_OFFICE_CLOSES_AT": "15:30"}).office_closes_at == time(15, 30)


def test_every_setting_has_its_place_in_the_documentation() -> None:
    grouped = [field for fields in settings_table.GROUPS.values() for field in fields]
    assert sorted(grouped) == sorted(Settings.model_fields)
    assert all(field.description for field in Settings.model_fields.values())


def test_the_example_file_holds_every_setting_at_its_default() -> None:
    text = (ROOT / ".env.example").read_text()
    assert text == settings_table.env_example()
    assert all(f"# {name}=" in text for name in known_env_names())


def test_the_example_file_is_accepted_when_everything_in_it_is_uncommented(tmp_path: Path) -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    file = tmp_path / ".env"
    file.write_text("\n".join(line.removeprefix("# ") for line in lines if line.startswith("# KENTONGAN_")))
    assert load(env_file=file) == load()


def test_the_settings_page_and_the_readme_hold_every_setting() -> None:
    assert (ROOT / "docs" / "settings.md").read_text() == settings_table.page()
    readme = (ROOT / "README.md").read_text()
    assert settings_table.with_table(readme) == readme, "run `python -m deploy.settings_table`"
