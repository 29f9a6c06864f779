package vj.bus.worker;

/// The bundle's version.
public final class Version {

  private Version() {}

  /// As the jar's manifest has it; `development` when run from classes.
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
