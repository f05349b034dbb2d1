/// What the evidence says of each element that was declared defective.
struct ElementCheck: Check {
  let id = "elements"
  let subjects: Set<Subject> = [.claim]

  func evaluate(_ file: CaseFile) -> [Finding] {
    AttributionSuggestion(in: file).elements.map { judgement in
      // What only eyes can see is every agent's work on every such case: nothing is raised. What nobody read yet is not clean.
      Finding(self, judgement.message == .onlyEyes ? .notice : .warning, judgement)
    }
  }
}
