"""SOQL as far as the practice org speaks it: from text to a tree. Knows no objects and no SQL.

    SELECT field, … | COUNT() FROM object [WHERE field operator literal [AND …]]
    [ORDER BY field [ASC | DESC] [NULLS FIRST | NULLS LAST], …] [LIMIT n] [OFFSET n]

Everything else is refused as Salesforce refuses what is no SOQL.
"""

from dataclasses import dataclass
from typing import Final

from tui.practice.soql_tokens import Kind, Token, malformed, number_value, tokenise

_OPERATORS: Final = frozenset({"=", "!=", "<>", "<", "<=", ">", ">="})
_MOST_CONDITIONS: Final = 200
"""Below the depth of an expression that SQLite takes."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison; `literals` are several for IN only."""

    field: str
    operator: str
    """`=`, `!=`, `<`, `<=`, `>`, `>=`, `LIKE` or `IN`."""
    literals: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One field of ORDER BY. Salesforce puts empty values first unless told otherwise. [documented]"""

    field: str
    descending: bool = False
    nulls_last: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query; no `fields` means COUNT()."""

    fields: tuple[str, ...]
    object: str
    conditions: tuple[Condition, ...] = ()
    orders: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int | None = None


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        SalesforceError: `MALFORMED_QUERY`.
    """
    return _Parser(tokenise(text)).query()


class _Parser:
    """Recursive descent over the tokens, one method per rule."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def query(self) -> Query:
        self._word("SELECT")
        fields = self._fields()
        self._word("FROM")
        name = self._name()
        conditions = self._conditions() if self._took("WHERE") else ()
        orders: tuple[Order, ...] = ()
        if self._took("ORDER"):
            self._word("BY")
            orders = self._orders()
        limit = self._count() if self._took("LIMIT") else None
        offset = self._count() if self._took("OFFSET") else None
        self._expect(self._next.kind is Kind.END)
        return Query(fields, name, conditions, orders, limit, offset)

    def _fields(self) -> tuple[str, ...]:
        first = self._name()
        if first.upper() == "COUNT" and self._took_symbol("("):
            self._symbol(")")
            return ()
        names = [first]
        while self._took_symbol(","):
            names.append(self._name())
        folded = [name.lower() for name in names]
        for name in names:
            if folded.count(name.lower()) > 1:
                raise malformed(f"duplicate field selected: {name}")
        return tuple(names)

    def _conditions(self) -> tuple[Condition, ...]:
        conditions = [self._condition()]
        while self._took("AND"):
            conditions.append(self._condition())
            if len(conditions) > _MOST_CONDITIONS:
                raise malformed("too many conditions in WHERE clause")
        return tuple(conditions)

    def _condition(self) -> Condition:
        field = self._name()
        if self._took("LIKE"):
            return Condition(field, "LIKE", (self._literal(),))
        if self._took("IN"):
            return Condition(field, "IN", self._list())
        token = self._take()
        self._expect(token.kind is Kind.SYMBOL and token.text in _OPERATORS, token)
        operator = "!=" if token.text == "<>" else token.text
        return Condition(field, operator, (self._literal(),))

    def _list(self) -> tuple[Token, ...]:
        self._symbol("(")
        literals = [self._literal()]
        while self._took_symbol(","):
            literals.append(self._literal())
        self._symbol(")")
        return tuple(literals)

    def _literal(self) -> Token:
        token = self._take()
        if token.kind is Kind.NAME:
            self._expect(token.text.upper() in {"TRUE", "FALSE", "NULL"}, token)
        else:
            self._expect(token.kind not in {Kind.SYMBOL, Kind.END}, token)
        return token

    def _orders(self) -> tuple[Order, ...]:
        orders = [self._order()]
        while self._took_symbol(","):
            orders.append(self._order())
        return tuple(orders)

    def _order(self) -> Order:
        field = self._name()
        descending = self._took("DESC")
        if not descending:
            self._took("ASC")
        nulls_last = False
        if self._took("NULLS"):
            nulls_last = self._took("LAST")
            if not nulls_last:
                self._word("FIRST")
        return Order(field, descending, nulls_last)

    def _count(self) -> int:
        token = self._take()
        self._expect(token.kind is Kind.NUMBER and token.text.isdigit(), token)
        return int(number_value(token.text))

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        if token.kind is not Kind.END:
            self._at += 1
        return token

    def _took(self, word: str) -> bool:
        found = self._next.is_word(word)
        self._at += found
        return found

    def _took_symbol(self, symbol: str) -> bool:
        found = self._next.kind is Kind.SYMBOL and self._next.text == symbol
        self._at += found
        return found

    def _word(self, word: str) -> None:
        self._expect(self._took(word))

    def _symbol(self, symbol: str) -> None:
        self._expect(self._took_symbol(symbol))

    def _name(self) -> str:
        token = self._take()
        self._expect(token.kind is Kind.NAME, token)
        return token.text

    def _expect(self, held: bool, token: Token | None = None) -> None:
        if not held:
            found = token or self._next
            raise malformed(f"unexpected token: '{found.text}' at column {found.column}")
