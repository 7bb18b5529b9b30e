"""The names of the documents the law layer cites, as they are printed to a person."""

REGULATION = "《政府信息公开条例》"  # 国务院令第711号, in force 2019-05-15
CIVIL_CODE = "《民法典》"
RECONSIDERATION_LAW = "《行政复议法》"  # revised 2023-09-01, in force 2024-01-01
LITIGATION_LAW = "《行政诉讼法》"
LITIGATION_RULES = "法释〔2018〕1号"
DISCLOSURE_CASES = "法释〔2025〕8号"  # in force 2025-06-01
FEE_MEASURES = "国办函〔2020〕109号"  # in force 2021-01-01
SERVICE_REPLY = (
    "国办公开办函〔2016〕235号"  # on service: China Post only, the day handed over counts
)
REVIEW_GUIDANCE = "司法部关于审理政府信息公开行政复议案件的指导意见"


class LawRefusal(ValueError):
    """What the law does not allow: a stable `code`, the reason in Chinese, and its `basis`."""

    def __init__(self, code: str, message: str, basis: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.basis = basis

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LawRefusal) and (self.code, self.message, self.basis) == (
            other.code,
            other.message,
            other.basis,
        )

    def __hash__(self) -> int:
        return hash((self.code, self.message, self.basis))
