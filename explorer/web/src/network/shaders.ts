import { REACH, SHEET } from "./shapes";

// Where a position lies on the screen, in pixels of the page from the upper left corner.
const VIEW = `#version 300 es
precision highp float;
uniform vec4 u_view;
uniform vec2 u_size;
uniform float u_ratio;
vec2 pixels(vec2 at) { return at * u_view.xy + u_view.zw; }
vec4 onScreen(vec2 at) { return vec4(at.x / u_size.x * 2.0 - 1.0, 1.0 - at.y / u_size.y * 2.0, 0.0, 1.0); }
`;

export const NODE_VERTEX = `${VIEW}
in vec2 a_at;
in float a_radius;
in float a_shape;
in vec4 a_colour;
uniform vec4 u_radius; // pixels a unit, least, most, largest in units
uniform float u_grow;
out vec4 v_colour;
out float v_pixels;
flat out vec2 v_cell;
void main() {
  gl_Position = onScreen(pixels(a_at));
  float radius = clamp(a_radius * u_radius.x, u_radius.y, max(u_radius.y, u_radius.z * sqrt(a_radius / u_radius.w))) + u_grow;
  v_pixels = radius * u_ratio;
  gl_PointSize = v_pixels * ${(REACH * 2).toFixed(2)} + 1.0;
  v_colour = a_colour;
  v_cell = vec2(mod(a_shape, ${SHEET}.0), floor(a_shape / ${SHEET}.0));
}`;

export const NODE_FRAGMENT = `#version 300 es
precision mediump float;
uniform sampler2D u_shapes;
uniform vec3 u_ground;
uniform vec3 u_outline; // what outlines lean towards
uniform vec4 u_paint; // one colour for all where opaque
uniform float u_fade;
in vec4 v_colour;
in float v_pixels;
flat in vec2 v_cell;
out vec4 colour;
void main() {
  float cover;
  float inner = 1.0;
  if (v_pixels < 3.0) {
    cover = clamp((1.0 - length(gl_PointCoord - 0.5) * ${(REACH * 2).toFixed(2)}) * v_pixels + 0.5, 0.0, 1.0);
  } else {
    vec2 mask = texture(u_shapes, (v_cell + gl_PointCoord) / ${SHEET}.0).rg;
    cover = smoothstep(0.3, 0.7, mask.r);
    inner = mix(1.0, smoothstep(0.3, 0.7, mask.g), smoothstep(5.0, 9.0, v_pixels));
  }
  if (cover < 0.02) discard;
  vec3 fill = mix(mix(v_colour.rgb, u_outline, 0.38), v_colour.rgb, inner);
  vec3 shown = mix(u_ground, mix(fill, u_paint.rgb, u_paint.a), u_fade);
  colour = vec4(shown * cover, cover);
}`;

export const LINE_VERTEX = `${VIEW}
in vec2 a_at;
in vec4 a_colour;
out vec4 v_colour;
void main() {
  gl_Position = onScreen(pixels(a_at));
  v_colour = a_colour;
}`;

export const LINE_FRAGMENT = `#version 300 es
precision mediump float;
uniform float u_alpha;
in vec4 v_colour;
out vec4 colour;
void main() { colour = vec4(v_colour.rgb * u_alpha, u_alpha); }`;

// A line as two triangles, so that it can be smooth, broad and dashed.
export const STROKE_VERTEX = `${VIEW}
in vec4 a_ends;
in vec2 a_corner; // which end, which side
in vec2 a_dash;
in vec4 a_colour;
uniform float u_width;
out vec4 v_colour;
out vec2 v_place; // along and across, pixels
flat out vec2 v_dash;
void main() {
  vec2 from = pixels(a_ends.xy);
  vec2 to = pixels(a_ends.zw);
  vec2 way = to - from;
  float length_ = max(length(way), 0.001);
  vec2 side = vec2(-way.y, way.x) / length_;
  float reach = u_width * 0.5 + 1.0;
  gl_Position = onScreen(mix(from, to, a_corner.x) + side * a_corner.y * reach);
  v_place = vec2(a_corner.x * length_, a_corner.y * reach);
  v_dash = a_dash;
  v_colour = a_colour;
}`;

export const STROKE_FRAGMENT = `#version 300 es
precision highp float;
uniform float u_alpha;
uniform float u_width;
in vec4 v_colour;
in vec2 v_place;
flat in vec2 v_dash;
out vec4 colour;
void main() {
  float cover = clamp(u_width * 0.5 + 0.5 - abs(v_place.y), 0.0, 1.0) * u_alpha;
  if (v_dash.y > 0.0 && mod(v_place.x, v_dash.x + v_dash.y) > v_dash.x) discard;
  colour = vec4(v_colour.rgb * cover, cover);
}`;
