package vj.workers.audio.source;

import java.util.concurrent.TimeUnit;

/// Time that only goes on, and waiting for it; tests bring one that moves by hand.
public interface MonotonicClock {

  long nanos();

  void sleep(long nanos) throws InterruptedException;

  static MonotonicClock system() {
    return new MonotonicClock() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
      }
    };
  }
}
