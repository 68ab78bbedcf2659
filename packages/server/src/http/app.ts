import fastifyCompress from "@fastify/compress";
import fastifyCookie from "@fastify/cookie";
import fastifyHelmet from "@fastify/helmet";
import fastifyMultipart from "@fastify/multipart";
import fastifyUnderPressure from "@fastify/under-pressure";
import fastify, { LogController, type FastifyInstance, type FastifyRequest } from "fastify";
import { uuidV7 } from "../db/uuid-v7.ts";
import { handlers } from "../handlers.ts";
import { serveDocs } from "../instance/docs-page.ts";
import { answerErrors, answerFrameworkError } from "./errors.ts";
import { Lane } from "./lanes.ts";
import type { Means } from "./means.ts";
import { serveEndpoint } from "./serve-endpoint.ts";
import { serveWeb } from "./serve-web.ts";

export interface AppSettings {
  readonly means: Means;
  /** The built web app; null: the interface alone. */
  readonly webFolder: string | null;
  /** Behind a proxy that says who asks and over which scheme. */
  readonly trustProxy?: boolean;
  readonly onStatement?: (request: FastifyRequest, text: string, values: readonly unknown[]) => void;
}

const bodyLimit = 2 * 1024 * 1024;
const uploadMiB = 512;

/** The whole HTTP face, ready to listen or to be injected into. */
export async function buildApp({
  means,
  webFolder,
  trustProxy = false,
  onStatement,
}: AppSettings): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: means.log,
    bodyLimit,
    trustProxy,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuidV7(means.now().getTime()),
    requestTimeout: 120_000,
    keepAliveTimeout: 72_000,
    return503OnClosing: true,
    frameworkErrors: answerFrameworkError,
    routerOptions: { maxParamLength: 400 },
  });
  app.removeContentTypeParser("text/plain");
  answerErrors(app);
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  });
  await app.register(fastifyCompress, {
    threshold: 2048,
    encodings: ["br", "gzip"],
    customTypes: /^(?!text\/event-stream).*(json|text|javascript|svg)/,
    brotliOptions: { params: { 1: 4 } },
  });
  await app.register(fastifyMultipart, { limits: { fileSize: uploadMiB * 1024 * 1024 } });
  await app.register(fastifyUnderPressure, { maxEventLoopDelay: 2_000, message: "The server is busy", retryAfter: 1 });
  const poolSize = means.pool.options.max ?? 16;
  const lanes = {
    interactive: new Lane({ most: Math.max(1, poolSize - 3), queue: 512, deadlineMs: 8_000 }),
    export: new Lane({ most: 2, queue: 16, deadlineMs: 8_000 }),
    import: new Lane({ most: 2, queue: 16, deadlineMs: 8_000 }),
  };
  for (const handler of handlers) serveEndpoint(app, handler, { means, lanes, uploadMiB, onStatement });
  serveDocs(app, means);
  if (webFolder !== null) await serveWeb(app, webFolder);
  return app;
}
