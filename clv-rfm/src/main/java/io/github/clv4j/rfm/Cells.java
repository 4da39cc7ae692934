package io.github.clv4j.rfm;

/** The cells of a cube of three scores, numbered with r slowest and m fastest. */
record Cells(int bins) {
    int size() {
        return bins * bins * bins;
    }

    int index(int r, int f, int m) {
        return ((r - 1) * bins + f - 1) * bins + m - 1;
    }

    int r(int cell) {
        return cell / (bins * bins) + 1;
    }

    int f(int cell) {
        return cell / bins % bins + 1;
    }

    int m(int cell) {
        return cell % bins + 1;
    }

    String code(int cell) {
        return code(bins, r(cell), f(cell), m(cell));
    }

    static String code(int bins, int r, int f, int m) {
        return bins < 10 ? Integer.toString(100 * r + 10 * f + m) : r + "-" + f + "-" + m;
    }
}
