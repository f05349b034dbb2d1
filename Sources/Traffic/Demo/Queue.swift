/// The queues that the demo's agents work in, of those that `core.queue` has.
enum Queue: String, CaseIterable {
  case accounts, documents, quality, undelivered
}
