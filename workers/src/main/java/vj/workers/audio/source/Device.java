package vj.workers.audio.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Something that sound can be captured from, as the system lists it.
///
/// @param id what the system counts it by; may change when it is plugged in again
/// @param name what the system calls it; stays
/// @param description what people call it
/// @param channels 1..8
/// @param sampleRate Hz, what it runs at
/// @param isDefault what `device` without a name opens
public record Device(
    String id, String name, String description, int channels, int sampleRate, boolean isDefault) {

  /// Finds what a person means: an id or a name or description, else the first with `wanted` as a
  /// part of its name or description. Case does not matter. Empty `wanted` means the default.
  static Optional<Device> find(List<Device> devices, String wanted) {
    if (wanted.isEmpty()) {
      return first(devices, Device::isDefault).or(() -> devices.stream().findFirst());
    }
    String part = wanted.toLowerCase(Locale.ROOT);
    return first(devices, device -> device.id.equals(wanted))
        .or(() -> first(devices, device -> device.name.equalsIgnoreCase(wanted)))
        .or(() -> first(devices, device -> device.description.equalsIgnoreCase(wanted)))
        .or(() -> first(devices, device -> device.mentions(part)));
  }

  /// Whether `wanted` is all of what it goes by, and not only a part.
  boolean isCalled(String wanted) {
    return id.equals(wanted)
        || name.equalsIgnoreCase(wanted)
        || description.equalsIgnoreCase(wanted);
  }

  boolean mentions(String lowerCasePart) {
    return name.toLowerCase(Locale.ROOT).contains(lowerCasePart)
        || description.toLowerCase(Locale.ROOT).contains(lowerCasePart);
  }

  private static Optional<Device> first(List<Device> devices, Predicate<Device> wanted) {
    return devices.stream().filter(wanted).findFirst();
  }
}
