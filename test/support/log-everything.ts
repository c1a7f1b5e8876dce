// Imported before the engine, which n8n's logger comes with.
process.env.N8N_LOG_LEVEL = 'debug';
