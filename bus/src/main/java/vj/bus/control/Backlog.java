package vj.bus.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How many bytes wait for all clients of a server together. When there would be too many, those
/// clients are given up that have not read for longest, so that the others go on. Safe from any
/// thread.
///
/// A byte counts from before there is memory for it until its writer has let it go, however its
/// connection fares meanwhile: what is counted is what the heap must hold.
final class Backlog {

  /// Three of the longest frames: with what a worker keeps, and what it takes to read another such
  /// frame, they fit the smallest heap.
  static final int BYTES = 3 * Frames.LIMIT;

  /// A client for which less than this waits is left alone: there are 64 at most.
  static final int SHARE = BYTES / 64;

  /// How long memory is waited for that clients which were given up still hold. Their writers end
  /// as soon as their sockets are shut down.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  // guarded by this, as what the accounts hold
  private final List<Account> accounts = new ArrayList<>();
  private int held;
  private int leaving; // part of it, held for clients that were given up
  private long turns;

  /// What is held for one client, from before it is in the queue until it is written.
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
    /// @return false if this client is one of them, or has been; then nothing is counted
    boolean take(int length) {
      taken(this, length).forEach(stuck -> stuck.giveUp.run()); // no lock held: they take others
      return keptOpen(this, length);
    }

    /// Waits until there is memory for what was taken.
    ///
    /// @return false if this client has been given up
    boolean awaitRoom() throws InterruptedException {
      return roomFor(this);
    }

    /// The client has read `length` bytes.
    void read(int length) {
      given(this, length, true);
    }

    /// `length` bytes are lost.
    void give(int length) {
      given(this, length, false);
    }

    /// Nothing more is taken. What is held still counts.
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
    if (asking.bytes == 0) {
      asking.turn = ++turns;
    }
    asking.bytes += length;
    held += length;
    if (asking.closed) {
      leaving += length;
    }
    List<Account> stuck = new ArrayList<>();
    while (held - leaving > BYTES) {
      Account longest = longestUnread().orElse(asking);
      closed(longest);
      stuck.add(longest);
    }
    return stuck;
  }

  private Optional<Account> longestUnread() {
    return accounts.stream()
        .filter(account -> account.bytes > SHARE)
        .min(Comparator.comparingLong(account -> account.turn));
  }

  private synchronized boolean keptOpen(Account account, int length) {
    if (account.closed) {
      given(account, length, false);
    }
    return !account.closed;
  }

  private synchronized boolean roomFor(Account account) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (held > BYTES && !account.closed) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return !account.closed;
  }

  private synchronized void given(Account account, int length, boolean read) {
    account.bytes -= length;
    held -= length;
    if (account.closed) {
      leaving -= length;
    }
    if (read) {
      account.turn = ++turns;
    }
    notifyAll();
  }

  private synchronized void closed(Account account) {
    if (!account.closed) {
      account.closed = true;
      accounts.remove(account);
      leaving += account.bytes;
      notifyAll(); // it may wait itself
    }
  }
}
