import ArgumentParser
import Console
import LocalCluster
import Terminal

/// `pupitre demo`: the console on the private local cluster.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The console on the private local cluster, created and filled with demo data on first use.")

  /// The database of the local cluster.
  static let database = "pupitre"
  /// Who sits at the console unless said otherwise.
  static let agent = "claire"

  @OptionGroup var whereabouts: Whereabouts
  @OptionGroup var work: Work

  func run() throws {}
}
