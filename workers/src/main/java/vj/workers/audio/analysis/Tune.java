package vj.workers.audio.analysis;

final class Tune {
  static double get(String n, double d) {
    String v = System.getProperty("t." + n);
    return v == null ? d : Double.parseDouble(v);
  }
}
