interface Marker {
  readonly style: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly color: string;
}

type Draw = (pen: CanvasRenderingContext2D, half: number) => void;

/** The markers of a line, drawn around 0, 0. The first four are filled, the others are strokes. */
const FILLED: Readonly<Record<string, Draw>> = {
  Circle: (pen, half) => pen.arc(0, 0, half, 0, 2 * Math.PI),
  Square: (pen, half) => pen.rect(-half, -half, 2 * half, 2 * half),
  Diamond: (pen, half) => corners(pen, [0, -half, half, 0, 0, half, -half, 0]),
  Triangle: (pen, half) => corners(pen, [0, -half, half, half, -half, half]),
};
const STROKED: Readonly<Record<string, Draw>> = {
  Plus: (pen, half) => {
    segment(pen, [-half, 0, half, 0]);
    segment(pen, [0, -half, 0, half]);
  },
  X: (pen, half) => {
    segment(pen, [-half, -half, half, half]);
    segment(pen, [-half, half, half, -half]);
  },
};

export function paintMarker(pen: CanvasRenderingContext2D, marker: Marker): void {
  const { style, x, y, size, color } = marker;
  const filled = FILLED[style];
  const stroked = STROKED[style];
  if (!filled && !stroked) return;
  pen.save();
  pen.translate(x, y);
  pen.fillStyle = color;
  pen.strokeStyle = color;
  pen.lineWidth = Math.max(2, size / 5);
  pen.beginPath();
  filled?.(pen, size / 2);
  stroked?.(pen, size / 2);
  if (filled) pen.fill();
  else pen.stroke();
  pen.restore();
}

function corners(pen: CanvasRenderingContext2D, points: readonly number[]): void {
  for (let at = 0; at < points.length; at += 2) pen.lineTo(points[at] ?? 0, points[at + 1] ?? 0);
  pen.closePath();
}

type Segment = readonly [x1: number, y1: number, x2: number, y2: number];

function segment(pen: CanvasRenderingContext2D, [x1, y1, x2, y2]: Segment): void {
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
}
