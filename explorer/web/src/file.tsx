import { start } from "./app/start";
import { Embedded } from "./data/embedded";

void Embedded.open().then((source) => start(source));
