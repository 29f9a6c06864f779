package vj.bench.accuracy.score;

/// What is measured of a piece, by the name that tables show.
enum Measure {
  BEAT_F("beat_F"),
  CML_C("CMLc"),
  CML_T("CMLt"),
  AML_C("AMLc"),
  AML_T("AMLt"),
  BEAT_OFF("beat_off"),
  DOWN_F("down_F"),
  ACC_1("acc1"),
  ACC_2("acc2"),
  ACC_1_T("acc1_t"),
  ACC_2_T("acc2_t"),
  LOCK_S("lock_s"),
  ONSET_F("onset_F"),
  ONSET_P("onset_P"),
  ONSET_R("onset_R"),
  ONSET_OFF("onset_off"),
  RPA("rpa"),
  RCA("rca"),
  GROSS("gross"),
  VR("vr"),
  VFA("vfa"),
  CENTS("cents"),
  RPA_BEST("rpa_best"),
  F0_LAG("f0_lag"),
  DROP_F_1S("drop_F1s"),
  DROP_R_1S("drop_R1s"),
  DROP_F_250("drop_F250"),
  BUILD_F("build_F"),
  FALSE_DROPS("falsedrops_min"),
  BUILD_FALSE("build_false"),
  CPU("cpu_rt");

  private final String label;

  Measure(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
