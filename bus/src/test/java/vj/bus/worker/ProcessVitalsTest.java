package vj.bus.worker;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessVitalsTest {

  @Test
  void countsWhatIsSharedAsNoMoreThanAllOfIt() {
    Long resident = ProcessVitals.residentBytes();
    Long proportional = ProcessVitals.proportionalBytes();

    assertNotNull(resident);
    assertNotNull(proportional);
    assertTrue(proportional > resident / 10, proportional + " of " + resident);
    assertTrue(proportional < resident + resident / 10, proportional + " of " + resident);
  }
}
