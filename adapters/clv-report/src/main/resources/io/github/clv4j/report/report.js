"use strict";
// Draws the charts of the page. Each figure holds {layout, option} as JSON: `option` goes to ECharts after every object
// {"$hook": name, ...} in it has been replaced by hooks[name](...), and layouts[layout.name] has fitted it to the width.
(function () {
  var root = document.documentElement;
  if (!window.echarts) {
    return;
  }
  var PRINT_WIDTH = 640;
  var LABEL = 12; // font size of axis labels, px
  var CATEGORIES = 12;
  // whole and dashed lines by turns, a pair for each round of the colours; report.css draws the same in legends
  var DASHES = ["solid", [6, 4], [1.5, 3.5], [3, 8], [7, 2, 2, 2], [5, 3, 2, 3], [14, 3], [4, 2]];
  var colours = {};

  function readColours() {
    var style = getComputedStyle(root);
    var read = function (name) {
      return style.getPropertyValue("--" + name).trim();
    };
    ["paper", "raised", "ink", "soft", "rule", "hatch", "better", "worse", "neutral", "node", "sans"].forEach(
      function (name) {
        colours[name] = read(name);
      });
    colours.ramp = read("ramp").split(",").map(function (colour) {
      return colour.trim();
    });
    colours.bars = [read("bar-0"), read("bar-1")];
    colours.categories = [];
    for (var i = 0; i < CATEGORIES; i++) {
      colours.categories.push(read("c" + i));
    }
  }

  // ---- numbers on axes: the rules of ValueFormat, and 10,000 or more as 10k

  function plain(value) {
    var text = String(Number(Math.abs(value).toPrecision(12)));
    var parts = text.split(".");
    parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, ",");
    return parts.join(".");
  }

  function tick(value, format) {
    var sign = value < 0 ? "\u2212" : "";
    var size = Math.abs(value);
    if (format.percent) {
      return sign + plain(size * 100) + "%";
    }
    if (size >= 1e9) {
      return sign + plain(size / 1e9) + "bn";
    }
    if (size >= 1e6) {
      return sign + plain(size / 1e6) + "M";
    }
    return sign + (size >= 1e4 ? plain(size / 1e3) + "k" : plain(size));
  }

  // ---- tooltips: elements, never markup, so that names cannot become markup

  function line(text, colour) {
    var div = document.createElement("div");
    if (colour) {
      var mark = document.createElement("i");
      mark.style.background = colour;
      div.appendChild(mark);
    }
    div.appendChild(document.createTextNode(text));
    return div;
  }

  function tip(lines) {
    var box = document.createElement("div");
    box.className = "tip";
    lines.forEach(function (element) {
      box.appendChild(element);
    });
    return box;
  }

  // ---- what an option can ask for

  var hooks = {
    tick: function (args) {
      return function (value) {
        return tick(value, args);
      };
    },
    text: function () {
      return function (item) {
        return item.data.text;
      };
    },
    tip: function () {
      return function (item) {
        return item.data && item.data.tip
          ? tip(item.data.tip.map(function (text) {
              return line(text);
            }))
          : "";
      };
    },
    axisTip: function () {
      return function (items) {
        var named = items.filter(function (item) {
          return item.data && item.data.text; // the edges of bands have none
        });
        return tip([line(items[0].axisValueLabel)].concat(named.map(function (item) {
          return line(item.seriesName + ": " + item.data.text, item.color);
        })));
      };
    },
    ramp: function () {
      return colours.ramp;
    },
    bar: function (args) {
      return colours.bars[args.index];
    },
    category: function (args) {
      return colours.categories[args.index % CATEGORIES];
    },
    dash: function (args) {
      return DASHES[args.index];
    },
    better: function () {
      return colours.better;
    },
    worse: function () {
      return colours.worse;
    },
    neutral: function () {
      return colours.neutral;
    },
    node: function () {
      return colours.node;
    },
    soft: function () {
      return colours.soft;
    },
    hatched: function () {
      return hatchedCell;
    }
  };

  function fill(node) {
    if (Array.isArray(node)) {
      return node.map(fill);
    }
    if (node === null || typeof node !== "object") {
      return node;
    }
    if (Object.prototype.hasOwnProperty.call(node, "$hook")) {
      return hooks[node.$hook](node);
    }
    var filled = {};
    Object.keys(node).forEach(function (key) {
      filled[key] = fill(node[key]);
    });
    return filled;
  }

  function hatchedCell(params, api) {
    var STEP = 7;
    var centre = api.coord([api.value(0), api.value(1)]);
    var size = api.size([1, 1]);
    var w = size[0] - 2;
    var h = size[1] - 2;
    var x = centre[0] - w / 2;
    var y = centre[1] - h / 2;
    var path = "";
    // the lines x + y = c that cross the cell; one c for all cells, so that they run on from cell to cell
    for (var c = Math.ceil((x + y) / STEP) * STEP; c < x + y + w + h; c += STEP) {
      var x0 = Math.max(x, c - y - h);
      var x1 = Math.min(x + w, c - y);
      path += "M" + x0.toFixed(1) + " " + (c - x0).toFixed(1) + "L" + x1.toFixed(1) + " " + (c - x1).toFixed(1);
    }
    return {
      type: "group",
      children: [
        { type: "rect", shape: { x: x, y: y, width: w, height: h }, style: { fill: colours.paper } },
        { type: "path", silent: true, shape: { pathData: path }, style: { fill: "none", stroke: colours.hatch } }
      ]
    };
  }

  // ---- geometry: one function a layout, called again for every new width

  var pen = document.createElement("canvas").getContext("2d");

  /** The width in px of the widest of the texts. */
  function widest(texts, fontSize) {
    if (pen) {
      pen.font = fontSize + "px " + colours.sans;
    }
    return texts.reduce(function (most, text) {
      return Math.max(most, pen ? pen.measureText(text).width : text.length * fontSize * 0.6);
    }, 0);
  }

  /** The colour of text on the ramp at a position from 0 to 1: the one of two with the higher contrast. */
  function textOn(position) {
    var DARK = "#0d1114";
    var LIGHT = "#ffffff";
    var steps = colours.ramp.length - 1;
    var i = Math.min(steps - 1, Math.floor(position * steps));
    var below = luminance(echarts.color.lerp(position * steps - i, [colours.ramp[i], colours.ramp[i + 1]]));
    var ratio = function (colour) {
      var above = luminance(colour);
      return (Math.max(above, below) + 0.05) / (Math.min(above, below) + 0.05);
    };
    return ratio(DARK) > ratio(LIGHT) ? DARK : LIGHT;
  }

  /** Relative luminance as the Web Content Accessibility Guidelines define it. */
  function luminance(colour) {
    var linear = echarts.color.parse(colour).slice(0, 3).map(function (channel) {
      var part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  var layouts = {
    heatMap: function (option, args, width) {
      var LONGEST = 120;
      var columns = option.xAxis.data;
      var left = Math.ceil(Math.min(widest(option.yAxis.data, LABEL) + 12, width * 0.36));
      var full = widest(columns, LABEL);
      var columnWidth = Math.min(full, LONGEST);
      var cell = (width - left) / columns.length;
      // long labels slant; short ones, as of months, are thinned out instead
      var slanted = full > cell - 6 && full > 44;
      var right = Math.max(0, slanted ? columnWidth * 0.71 - cell / 2 + 8 : (columnWidth - cell) / 2);
      cell = (width - left - right) / columns.length;
      option.grid = { left: left, right: right, top: slanted ? columnWidth * 0.71 + 18 : 26, bottom: 2 };
      option.grid.outerBoundsMode = "none";
      option.xAxis.axisLine = option.yAxis.axisLine = { show: false };
      option.xAxis.axisLabel = { interval: slanted || cell > columnWidth + 4 ? 0 : "auto", rotate: slanted ? -45 : 0 };
      if (slanted) {
        Object.assign(option.xAxis.axisLabel, { width: LONGEST, overflow: "truncate" });
      }
      option.yAxis.axisLabel = { interval: 0, width: left - 8, overflow: "truncate" };
      var cells = option.series[0];
      var texts = cells.data.map(function (item) {
        return item.text;
      });
      var fitting = [11.5, 10.5, 9.5].filter(function (size) {
        return widest(texts, size) <= cell - 6;
      });
      cells.label.show = cells.label.show && fitting.length > 0;
      cells.label.fontSize = fitting[0] || LABEL;
      cells.itemStyle = { borderColor: colours.paper, borderWidth: cell > 20 ? 2 : 1 };
      cells.emphasis = { itemStyle: { borderColor: colours.ink, borderWidth: 1.5 } };
      cells.data.forEach(function (item) {
        item.label = { color: textOn(item.value[2]) };
      });
    },

    lyingBars: function (option, args, width) {
      var left = Math.ceil(Math.min(widest(option.yAxis[0].data, LABEL) + 12, width * 0.36));
      var texts = [];
      option.series.forEach(function (bars) {
        bars.data.forEach(function (bar) {
          texts.push(bar.text);
        });
      });
      var room = Math.ceil(widest(texts, LABEL)) + 10; // for the number at the end of a bar
      var gap = 24;
      var top = args.panels > 1 ? 30 : 0;
      var below = option.series.some(function (bars) {
        return bars.data.some(function (bar) {
          return bar.value < 0;
        });
      });
      var ahead = below ? room : 0;
      var panel = (width - left - (ahead + room) * args.panels - gap * (args.panels - 1)) / args.panels;
      option.grid.forEach(function (grid, i) {
        var start = left + ahead + i * (ahead + panel + room + gap);
        Object.assign(grid, { left: start, width: panel, top: top, bottom: 0, outerBoundsMode: "none" });
        Object.assign(option.yAxis[i], { axisLine: { show: true }, axisTick: { show: false } });
        Object.assign(option.yAxis[i].axisLabel, { interval: 0, width: left - 8, overflow: "truncate" });
        option.yAxis[i].axisLabel.margin = 8 + ahead;
        if (option.title[i]) {
          Object.assign(option.title[i], { left: start, top: 4, padding: 0 });
          option.title[i].textStyle = { width: panel + room, overflow: "truncate" };
        }
      });
      option.series.forEach(function (bars) {
        Object.assign(bars, { barCategoryGap: "32%", barGap: "12%", barMaxWidth: 22 });
        Object.assign(bars.label, { show: true, position: "right", distance: 6 });
      });
    },

    uprightBars: function (option, args, width, height) {
      var LONGEST = 110;
      var TICKS = 50; // the widest tick, as 8,000 or -800k
      var labels = option.xAxis[0].data;
      var labelWidth = Math.min(widest(labels, LABEL), LONGEST);
      var band = (width - TICKS) / labels.length;
      var tight = labelWidth > band - 8;
      var slanted = tight && labels.length <= 20;
      var left = slanted ? Math.max(TICKS, labelWidth * 0.77 - band / 2) : TICKS;
      var below = slanted ? labelWidth * 0.65 + 22 : 28;
      var each = (height - below) / args.panels;
      option.grid.forEach(function (grid, i) {
        var title = option.title[i];
        var top = i * each + (i > 0 ? 22 : 2);
        Object.assign(grid, { left: left, right: 0, top: top + (title ? 30 : 8), outerBoundsMode: "none" });
        grid.height = (i + 1) * each - grid.top;
        Object.assign(option.xAxis[i].axisLabel, { interval: tight && !slanted ? "auto" : 0, rotate: slanted ? 40 : 0 });
        if (slanted) {
          Object.assign(option.xAxis[i].axisLabel, { width: LONGEST, overflow: "truncate" });
        }
        if (title) {
          Object.assign(title, { left: 0, top: top, padding: 0 });
        }
      });
      option.series.forEach(function (bars) {
        Object.assign(bars, { barCategoryGap: "32%", barGap: "8%", barMaxWidth: 48 });
        bars.label.show = false;
      });
    },

    lines: function (option, args) {
      option.grid = { left: 0, right: 14, top: args.unit || args.mark ? 28 : 10, bottom: 6 };
      Object.assign(option.grid, { outerBoundsMode: "same", outerBoundsContain: "axisLabel" });
      option.xAxis.boundaryGap = false;
      option.yAxis.splitNumber = 4;
      option.tooltip.axisPointer = { lineStyle: { color: colours.soft } };
      option.series.forEach(function (series) {
        series.emphasis = { disabled: true };
        if (series.stack) {
          return;
        }
        series.lineStyle.width = 2;
        series.showSymbol = true;
        series.symbol = "circle";
      });
    },

    sankey: function (option, args, width) {
      var NODE = 10;
      var SPACE = 16; // between a label in the middle and the next nodes
      var flow = option.series[0];
      var last = args.stages - 1;
      var isOuter = function (node) {
        return node.depth === 0 || node.depth === last;
      };
      var texts = function (nodes) {
        return nodes.map(function (node) {
          return node.text;
        });
      };
      var outer = flow.data.filter(isOuter);
      var inner = flow.data.filter(function (node) {
        return !isOuter(node);
      });
      var shorten = function (nodes) {
        nodes.forEach(function (node) {
          node.text = node.shortText;
        });
      };
      var most = width * (last > 1 ? 0.2 : 0.32);
      if (widest(texts(outer), LABEL) + 12 > most) {
        shorten(outer);
      }
      var margin = Math.ceil(Math.min(widest(texts(outer), LABEL) + 12, most));
      var apart = (width - 2 * margin - NODE) / last; // from stage to stage
      if (inner.length > 0 && widest(texts(inner), LABEL) + NODE + SPACE > apart) {
        shorten(inner);
      }
      // where no name fits, colours and the tooltip tell the groups in the middle
      var named = apart - NODE - SPACE > 60;
      inner.forEach(function (node) {
        Object.assign(node.label, { show: named, width: apart - NODE - SPACE, overflow: "truncate" });
      });
      (option.title || []).forEach(function (title, i) {
        var middle = margin + NODE / 2 + i * apart;
        Object.assign(title, { left: middle, top: 5, padding: 0, textAlign: "center" });
        title.show = apart > 76 || i === 0 || i === last;
      });
      var top = option.title ? 32 : 4;
      // the least distance of names beside nodes that are nothing but thin lines
      var gap = LABEL + 3;
      Object.assign(flow, { left: margin, right: margin, top: top, bottom: 4, nodeWidth: NODE, nodeGap: gap });
      Object.assign(flow, { draggable: false });
      Object.assign(flow.label, { color: colours.ink, fontSize: LABEL, distance: 7 });
      Object.assign(flow.label, { width: margin - 8, overflow: "truncate" });
      flow.lineStyle = { opacity: 0.42, curveness: 0.5 };
      flow.itemStyle = { borderWidth: 0 };
      flow.emphasis = { focus: "adjacency", lineStyle: { opacity: 0.75 } };
      flow.blur = { itemStyle: { opacity: 0.35 }, lineStyle: { opacity: 0.1 }, label: { opacity: 0.5 } };
    }
  };

  // ---- drawing

  function theme() {
    var label = { color: colours.soft, fontSize: LABEL };
    return {
      textStyle: { fontFamily: colours.sans, color: colours.ink },
      title: { textStyle: { color: colours.soft, fontSize: LABEL, fontWeight: 600 } },
      categoryAxis: {
        axisLine: { lineStyle: { color: colours.soft } },
        axisTick: { show: false },
        axisLabel: label,
        splitLine: { show: false }
      },
      valueAxis: {
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: label,
        nameTextStyle: { color: colours.soft, align: "left" },
        splitLine: { lineStyle: { color: colours.rule } }
      },
      bar: { label: { color: colours.ink, fontSize: 11.5 } }
    };
  }

  function draw(figure, width) {
    var plot = figure.querySelector(".plot");
    var chart = JSON.parse(figure.querySelector("script").textContent);
    var option = fill(chart.option);
    var room = width ? Math.min(width, parseFloat(getComputedStyle(figure).maxWidth) || width) : plot.clientWidth;
    layouts[chart.layout.name](option, chart.layout, room, plot.clientHeight);
    option.animation = false;
    option.backgroundColor = "transparent";
    Object.assign(option.tooltip, {
      confine: true,
      transitionDuration: 0,
      backgroundColor: colours.raised,
      borderColor: colours.rule,
      textStyle: { color: colours.ink }
    });
    var old = echarts.getInstanceByDom(plot);
    if (old) {
      old.dispose();
    }
    echarts.init(plot, theme(), { renderer: "svg", width: room }).setOption(option);
    figure.drawnWidth = plot.clientWidth;
  }

  function drawSafely(figure, width) {
    try {
      draw(figure, width);
      return true;
    } catch (error) {
      figure.classList.add("failed");
      figure.querySelector("details").open = true;
      console.error(error);
      return false;
    }
  }

  var figures = Array.prototype.slice.call(document.querySelectorAll("figure.chart"));

  function drawAll(width) {
    readColours();
    figures.forEach(function (figure) {
      drawSafely(figure, width);
    });
  }

  readColours();
  root.classList.add("charts");
  figures.forEach(function (figure) {
    if (drawSafely(figure)) {
      figure.querySelector("details").open = false;
    }
  });
  if (window.ResizeObserver) {
    var observer = new ResizeObserver(function (entries) {
      if (root.classList.contains("printing")) {
        return;
      }
      entries.forEach(function (entry) {
        var figure = entry.target.closest("figure");
        if (entry.target.clientWidth > 0 && entry.target.clientWidth !== figure.drawnWidth) {
          drawSafely(figure);
        }
      });
    });
    figures.forEach(function (figure) {
      observer.observe(figure.querySelector(".plot"));
    });
  }
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
    drawAll();
  });
  window.addEventListener("beforeprint", function () {
    root.classList.add("printing");
    drawAll(PRINT_WIDTH);
  });
  window.addEventListener("afterprint", function () {
    root.classList.remove("printing");
    drawAll();
  });
})();
