import { start } from "./app/start";
import { Server } from "./data/server";

start(new Server());
