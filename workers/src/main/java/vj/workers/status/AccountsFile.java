package vj.workers.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.Json;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending;
import vj.bus.status.FaultText;
import vj.bus.status.History;
import vj.bus.status.History.Failure;
import vj.bus.worker.AtomicFile;
import vj.workers.status.Accounts.Account;
import vj.workers.status.Accounts.Seen;

/// Where the accounts outlive this process: `status.json` in the state directory.
///
/// @param path the file; need not exist
record AccountsFile(Path path) {

  private static final Logger log = LoggerFactory.getLogger(AccountsFile.class);

  /// Six accounts take 1 KiB.
  private static final long MOST_BYTES = 64 << 10;

  /// A file that cannot be used is as good as none: the accounts begin anew.
  Map<WorkerName, Account> read() {
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new IOException("longer than %d bytes".formatted(MOST_BYTES));
      }
      return accounts(Json.object(Files.readAllBytes(path)));
    } catch (NoSuchFileException _) {
      return Map.of();
    } catch (IOException e) {
      log.warn("{} cannot be used, restarts are counted anew: {}", path, FaultText.of(e));
      return Map.of();
    }
  }

  void write(Map<WorkerName, Account> accounts) throws IOException {
    Map<String, @Nullable Object> workers = new LinkedHashMap<>();
    accounts.forEach((worker, account) -> workers.put(worker.busName(), plain(account)));
    AtomicFile.write(path, Json.bytes(Map.of("workers", workers)));
  }

  private static Map<String, @Nullable Object> plain(Account account) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("restarts", account.history().restarts());
    plain.put("counted", account.seen().counted());
    plain.put("failing", account.seen().failing());
    plain.put("ended_micros", account.seen().endedMicros());
    plain.put("due", account.seen().due());
    account
        .history()
        .lastFailure()
        .ifPresent(failure -> {
          plain.put("at_millis", failure.at().toEpochMilli());
          plain.put("cause", failure.ending().cause().name().toLowerCase(Locale.ROOT));
          plain.put("status", (long) failure.ending().status());
        });
    return plain;
  }

  private static Map<WorkerName, Account> accounts(Map<String, @Nullable Object> file) {
    Map<WorkerName, Account> accounts = new EnumMap<>(WorkerName.class);
    if (file.get("workers") instanceof Map<?, ?> workers) {
      for (WorkerName worker : WorkerName.values()) {
        if (workers.get(worker.busName()) instanceof Map<?, ?> fields) {
          accounts.put(worker, account(fields));
        }
      }
    }
    return accounts;
  }

  private static Account account(Map<?, ?> fields) {
    Optional<Failure> failure = Optional.empty();
    if (fields.get("at_millis") instanceof Long millis) {
      Ending ending = new Ending(cause(fields.get("cause")), (int) number(fields.get("status")));
      failure = Optional.of(new Failure(Instant.ofEpochMilli(millis), ending));
    }
    return new Account(
        new History(number(fields.get("restarts")), failure),
        new Seen(
            number(fields.get("counted")),
            number(fields.get("failing")),
            fields.get("ended_micros") instanceof Long micros ? micros : 0,
            Boolean.TRUE.equals(fields.get("due"))));
  }

  private static Ending.Cause cause(@Nullable Object word) {
    for (Ending.Cause cause : Ending.Cause.values()) {
      if (cause.name().toLowerCase(Locale.ROOT).equals(word)) {
        return cause;
      }
    }
    return Ending.Cause.OTHER;
  }

  /// 0 for what we did not write.
  private static long number(@Nullable Object value) {
    return value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE ? number : 0;
  }
}
