package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.console.Checkup.Check;
import vj.console.Finding.Verdict;

@Timeout(30)
final class CheckupTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void keepsTheOrderOfTheChecks() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    Check slow =
        new Check(
            "slow",
            () -> {
              second.await();
              return List.of(Finding.ok("slow", "done"));
            });
    Check quick =
        new Check(
            "quick",
            () -> {
              second.countDown();
              return List.of(Finding.ok("quick", "done"));
            });

    List<Finding> findings = new Checkup(LONG).findings(List.of(slow, quick));

    assertEquals(List.of("slow", "quick"), findings.stream().map(Finding::subject).toList());
  }

  @Test
  void reportsACheckThatFails() throws Exception {
    Check lost =
        new Check(
            "lost",
            () -> {
              throw new NoSuchFileException("/gone");
            });
    Check broken =
        new Check(
            "broken",
            () -> {
              throw new IllegalStateException("a bug");
            });

    List<Finding> findings = new Checkup(LONG).findings(List.of(lost, broken));

    assertEquals(
        List.of(
            Finding.warn("lost", "not known: /gone: no such file or directory", ""),
            Finding.warn(
                "broken",
                "not known: a fault of ours in the check:"
                    + " java.lang.IllegalStateException: a bug",
                "")),
        findings);
  }

  @Test
  void waitsForNoCheckThatHangs() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Check hung =
        new Check(
            "hung",
            () -> {
              never.await();
              return List.of();
            });
    Check well = new Check("well", () -> List.of(Finding.ok("well", "done")));

    List<Finding> findings = new Checkup(Duration.ofMillis(200)).findings(List.of(hung, well));

    assertEquals(Verdict.WARN, findings.getFirst().verdict());
    assertTrue(findings.getFirst().found().contains("did not end"), findings::toString);
    assertEquals(Finding.ok("well", "done"), findings.getLast());
  }
}
