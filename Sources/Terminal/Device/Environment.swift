import Glibc

/// The process's environment.
public enum Environment {
  /// Gives a variable's value, nil if it is not set. Tests pass a dictionary's lookup.
  public typealias Lookup = (String) -> String?

  /// `getenv`.
  public static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
