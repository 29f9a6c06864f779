package vj.workers.oscdebugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerInletsTest {

  @Test
  void tellsOfAWorkerForWhichThereIsNoSocket() throws Exception {
    try (Intake intake = Intake.open((_, _, _, _) -> {})) {
      intake.start();
      WorkerInlets inlets = new WorkerInlets(intake);
      for (int i = 0; i < 32; i++) {
        assertTrue(inlets.of("worker" + i).isPresent());
      }
      assertEquals(Optional.empty(), inlets.trouble());

      assertTrue(inlets.of("one_more").isEmpty());

      String why = inlets.trouble().orElseThrow();
      assertTrue(why.startsWith("the OSC of one_more is not seen: there are 32 sockets"), why);
    }
  }
}
