package vj.install;

/// Runs the product once so that the JVM can record it for the AOT cache.
final class Rehearsal {

  private Rehearsal() {}

  public static void main(String[] arguments) {
    System.out.println("rehearsed");
  }
}
