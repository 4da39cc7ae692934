package io.github.clv4j.rfm;

/** Which end of the scores is good. */
public enum BestScore {
    /** The highest score is best: 555 with 5 bins. */
    HIGHEST,
    /** 1 is best, as some systems have it. Segment maps read such scores rightly. */
    LOWEST
}
