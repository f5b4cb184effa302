"""The one error tree. Each leaf knows its HTTP status, its exit code and the reader's next step.

HuoshuiError
├── WrongUse
│   ├── BadParameter
│   │   └── StatementInvalid
│   ├── NotFound
│   │   └── UnknownQuestion
│   ├── InputNotFound
│   ├── InputUnreadable
│   │   ├── InputTooLarge
│   │   └── MissingColumn
│   ├── ReceiptInvalid
│   ├── LoadRefused
│   ├── LoadInProgress
│   ├── BackupRefused
│   ├── BackupUnreadable
│   ├── RestoreRefused
│   ├── ForeignData
│   ├── StatementRefused
│   ├── TooManyRunning
│   └── ConsoleOff
├── StoreError
│   ├── StoreUnreachable
│   │   └── StoreBroken
│   ├── StoreDenied
│   ├── StoreTimeout
│   ├── StoreBusy
│   │   └── ServerStopping
│   ├── GuestsNotReady
│   ├── StatementFailed
│   ├── AnswerTooLarge
│   ├── ConstraintViolated
│   ├── StoreFull
│   └── RestoreFailed
├── EngineError
│   ├── EngineNotInstalled
│   ├── EngineNotStarted
│   └── ImportFailed
├── CatalogueInvalid
├── StoryInvalid
└── ExtraNotInstalled
"""

from graph.errors.base import HuoshuiError, WrongUse
from graph.errors.inputs import (
    BackupRefused,
    BackupUnreadable,
    ForeignData,
    InputNotFound,
    InputTooLarge,
    InputUnreadable,
    LoadInProgress,
    LoadRefused,
    MissingColumn,
    RestoreRefused,
)
from graph.errors.installation import (
    CatalogueInvalid,
    EngineError,
    EngineNotInstalled,
    EngineNotStarted,
    ExtraNotInstalled,
    ImportFailed,
    StoryInvalid,
)
from graph.errors.requests import (
    BadParameter,
    ConsoleOff,
    NotFound,
    ReceiptInvalid,
    StatementInvalid,
    StatementRefused,
    TooManyRunning,
    UnknownQuestion,
)
from graph.errors.stores import (
    AnswerTooLarge,
    ConstraintViolated,
    GuestsNotReady,
    RestoreFailed,
    ServerStopping,
    StatementFailed,
    StoreBroken,
    StoreBusy,
    StoreDenied,
    StoreError,
    StoreFull,
    StoreTimeout,
    StoreUnreachable,
)

__all__ = [
    "AnswerTooLarge",
    "BackupRefused",
    "BackupUnreadable",
    "BadParameter",
    "CatalogueInvalid",
    "ConsoleOff",
    "ConstraintViolated",
    "EngineError",
    "EngineNotInstalled",
    "EngineNotStarted",
    "ExtraNotInstalled",
    "ForeignData",
    "GuestsNotReady",
    "HuoshuiError",
    "ImportFailed",
    "InputNotFound",
    "InputTooLarge",
    "InputUnreadable",
    "LoadInProgress",
    "LoadRefused",
    "MissingColumn",
    "NotFound",
    "ReceiptInvalid",
    "RestoreFailed",
    "RestoreRefused",
    "ServerStopping",
    "StatementFailed",
    "StatementInvalid",
    "StatementRefused",
    "StoreBroken",
    "StoreBusy",
    "StoreDenied",
    "StoreError",
    "StoreFull",
    "StoreTimeout",
    "StoreUnreachable",
    "StoryInvalid",
    "TooManyRunning",
    "UnknownQuestion",
    "WrongUse",
]
