import CBuild

/// What was built.
public enum Build {
  /// The release, and the commit where it is known: `0.1.0 (1a2b3c4d5)`; a `+` where files had been changed since.
  public static let version = {
    let commit = String(cString: pupitre_commit())
    return "0.1.0" + (commit.isEmpty ? "" : " (\(commit))")
  }()
}
