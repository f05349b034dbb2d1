/// A data type by its OID (`pg_type.oid`). Built-in types have fixed OIDs and are named here; those of a schema have
/// OIDs of their own in each database.
public struct PostgresType: RawRepresentable, Hashable, Sendable {
  /// The OID.
  public var rawValue: UInt32
  /// The type with this OID.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Let the server infer the type (OID 0).
  public static let inferred = PostgresType(rawValue: 0)
  /// `boolean`.
  public static let bool = PostgresType(rawValue: 16)
  /// `bytea`.
  public static let bytea = PostgresType(rawValue: 17)
  /// `bigint`.
  public static let int8 = PostgresType(rawValue: 20)
  /// `integer`.
  public static let int4 = PostgresType(rawValue: 23)
  /// `text`.
  public static let text = PostgresType(rawValue: 25)
  /// `date`.
  public static let date = PostgresType(rawValue: 1082)
  /// `timestamp with time zone`.
  public static let timestamptz = PostgresType(rawValue: 1184)
  /// `interval`.
  public static let interval = PostgresType(rawValue: 1186)
  /// `numeric`.
  public static let numeric = PostgresType(rawValue: 1700)
  /// `uuid`.
  public static let uuid = PostgresType(rawValue: 2950)
  /// `double precision`.
  public static let float8 = PostgresType(rawValue: 701)
  /// `text[]`.
  public static let textArray = PostgresType(rawValue: 1009)
  /// `bigint[]`.
  public static let int8Array = PostgresType(rawValue: 1016)
  /// What a function that returns nothing gives.
  public static let void = PostgresType(rawValue: 2278)
  /// `jsonb`.
  public static let jsonb = PostgresType(rawValue: 3802)

  /// The name that PostgreSQL's manual uses (`bigint`, `text[]`), or `oid N` for a type that is not built in.
  public var name: String { Self.names[rawValue] ?? "oid \(rawValue)" }

  private static let names: [UInt32: String] = [
    0: "unknown", 16: "boolean", 17: "bytea", 18: "\"char\"", 19: "name", 20: "bigint", 21: "smallint", 23: "integer",
    24: "regproc", 25: "text", 26: "oid", 27: "tid", 28: "xid", 114: "json", 142: "xml", 199: "json[]", 600: "point",
    650: "cidr", 700: "real", 701: "double precision", 705: "unknown", 790: "money", 829: "macaddr", 869: "inet",
    1000: "boolean[]", 1001: "bytea[]", 1003: "name[]", 1005: "smallint[]", 1007: "integer[]", 1009: "text[]",
    1014: "character[]", 1015: "character varying[]", 1016: "bigint[]", 1021: "real[]", 1022: "double precision[]",
    1028: "oid[]", 1042: "character", 1043: "character varying", 1082: "date", 1083: "time without time zone",
    1114: "timestamp without time zone", 1115: "timestamp without time zone[]", 1182: "date[]",
    1184: "timestamp with time zone", 1185: "timestamp with time zone[]", 1186: "interval", 1187: "interval[]",
    1231: "numeric[]", 1266: "time with time zone", 1560: "bit", 1562: "bit varying", 1700: "numeric", 2202: "regprocedure",
    2205: "regclass", 2206: "regtype", 2249: "record", 2278: "void", 2287: "record[]", 2950: "uuid", 2951: "uuid[]",
    3220: "pg_lsn", 3614: "tsvector", 3615: "tsquery", 3802: "jsonb", 3807: "jsonb[]", 3904: "int4range",
    3908: "tsrange", 3910: "tstzrange", 3912: "daterange", 3926: "int8range", 4072: "jsonpath", 4089: "regnamespace",
    4096: "regrole", 5069: "xid8",
  ]
}

extension PostgresType: CustomStringConvertible {
  /// The same as ``name``.
  public var description: String { name }
}
