package vj.bus.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How many bytes wait for all clients of a server together. When there would be too many, those
/// clients are given up that have not read for longest, so that the others go on. Safe from any
/// thread.
final class Backlog {

  /// Four of the longest frames: a quarter of the smallest heap.
  static final int BYTES = 4 * Frames.LIMIT;

  /// A client for which less than this waits is left alone: there are 64 at most.
  static final int SHARE = BYTES / 64;

  // guarded by this, as what the accounts hold
  private final List<Account> accounts = new ArrayList<>();
  private int held;
  private long turns;

  /// What waits for one client, from before it is in the queue until it is written.
  final class Account {
    private final Runnable giveUp;
    private int bytes;
    private long turn; // when the client last read, or what waits began to
    private boolean closed;

    private Account(Runnable giveUp) {
      this.giveUp = giveUp;
    }

    /// Counts `length` bytes more; gives up clients that do not read where they are too many.
    ///
    /// @return false if this client is one of them, or has been
    boolean take(int length) {
      taken(this, length).forEach(stuck -> stuck.giveUp.run()); // no lock held: they take others
      return open(this);
    }

    /// The client has read `length` bytes.
    void read(int length) {
      given(this, length, true);
    }

    /// `length` bytes are lost.
    void give(int length) {
      given(this, length, false);
    }

    void close() {
      closed(this);
    }
  }

  /// @param giveUp ends the client's connection; called on any thread, once
  synchronized Account open(Runnable giveUp) {
    Account account = new Account(giveUp);
    accounts.add(account);
    return account;
  }

  private synchronized List<Account> taken(Account asking, int length) {
    if (asking.closed) {
      return List.of();
    }
    if (asking.bytes == 0) {
      asking.turn = ++turns;
    }
    asking.bytes += length;
    held += length;
    List<Account> stuck = new ArrayList<>();
    while (held > BYTES) {
      Account longest = longestUnread().orElse(asking);
      closed(longest);
      stuck.add(longest);
    }
    return stuck;
  }

  private synchronized boolean open(Account account) {
    return !account.closed;
  }

  private Optional<Account> longestUnread() {
    return accounts.stream()
        .filter(account -> account.bytes > SHARE)
        .min(Comparator.comparingLong(account -> account.turn));
  }

  private synchronized void given(Account account, int length, boolean read) {
    if (!account.closed) {
      account.bytes -= length;
      held -= length;
    }
    if (read) {
      account.turn = ++turns;
    }
  }

  private synchronized void closed(Account account) {
    if (!account.closed) {
      account.closed = true;
      accounts.remove(account);
      held -= account.bytes;
    }
  }
}
