"""The languages in which the Setup page can be shown.

English is as Salesforce documents it. The other languages are translations of our own: how Salesforce words the section
in them is not public, so they show that words differ, not which words to expect.
"""

from dataclasses import dataclass
from typing import Final

from tui.practice.tokens import Press


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the View page.

    Attributes:
        language: value of the page's `lang`; empty where the page names none.
        section: heading of the token's section.
        row: label of its row.
        reveal: the link that shows the value.
        basic, oauth: headings of the other sections.
        consumer: the button that leads to key and secret.
    """

    language: str
    section: str
    row: str
    generate: str
    regenerate: str
    reveal: str
    basic: str
    oauth: str
    consumer: str

    def label(self, press: Press) -> str:
        """The button's label."""
        return self.generate if press is Press.GENERATE else self.regenerate

    def press(self, label: str) -> Press | None:
        """Which button bears the label."""
        return next((press for press in Press if self.label(press) == label), None)


ENGLISH: Final = Words(
    language="",
    section="Initial Access Token for Dynamic Client Registration",
    row="Initial Access Token",
    generate=Press.GENERATE.value,
    regenerate=Press.REGENERATE.value,
    reveal="Click to reveal",
    basic="Basic Information",
    oauth="API (Enable OAuth Settings)",
    consumer="Manage Consumer Details",
)

GERMAN: Final = Words(
    language="de",
    section="Erstes Zugriffstoken für die dynamische Clientregistrierung",
    row="Erstes Zugriffstoken",
    generate="Generieren",
    regenerate="Neu generieren",
    reveal="Zum Anzeigen klicken",
    basic="Grundlegende Informationen",
    oauth="API (OAuth-Einstellungen aktivieren)",
    consumer="Verbraucherdetails verwalten",
)

FRENCH: Final = Words(
    language="fr",
    section="Jeton d'accès initial pour l'enregistrement dynamique des clients",
    row="Jeton d'accès initial",
    generate="Générer",
    regenerate="Régénérer",
    reveal="Cliquer pour afficher",
    basic="Informations de base",
    oauth="API (activer les paramètres OAuth)",
    consumer="Gérer les détails du consommateur",
)

# A page that does not even name its language.
JAPANESE: Final = Words(
    language="",
    section="動的クライアント登録の初期アクセストークン",
    row="初期アクセストークン",
    generate="生成",
    regenerate="再生成",
    reveal="クリックして表示",
    basic="基本情報",
    oauth="API (OAuth 設定の有効化)",
    consumer="コンシューマーの詳細を管理",
)
