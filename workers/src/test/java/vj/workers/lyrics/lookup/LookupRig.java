package vj.workers.lyrics.lookup;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import vj.workers.http.Http;

/// A lookup with all it needs around it.
final class LookupRig implements AutoCloseable {

  static final String LRC = "[00:01.00]one\\n[00:02.00]two";
  static final String LRC_READ = "[00:01.00]one\n[00:02.00]two";

  final FakeLrclib server;
  final Path folder;
  private final Path cache;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T20:00:00Z"));
  private final Http http = Http.open("vj-test (https://example.org)");

  LookupRig(Path directory) throws IOException {
    this.server = new FakeLrclib("");
    this.folder = directory.resolve("lyrics");
    this.cache = directory.resolve("cache");
  }

  /// As after a restart of the worker.
  LyricsLookup lookup() {
    return lookup(server.uri());
  }

  LyricsLookup lookup(URI base) {
    return new LyricsLookup(http, base, new LyricsCache(cache, now::get), folder, now::get);
  }

  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }
}
