using System.CommandLine;
using System.Text;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CommandLine.RunAsync(args, Console.Out, Console.Error);

namespace EvaluatorSuite.Cli
{
    /// <summary>The command line: what an operator or an outsider does without the server.</summary>
    public static class CommandLine
    {
        /// <summary>Done, whatever was concluded.</summary>
        public const int Done = 0;

        /// <summary>The program failed, not the input.</summary>
        public const int Failed = 1;

        /// <summary>What was given cannot be read or is not a command; nothing was written.</summary>
        public const int Unreadable = 2;

        public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken = default)
        {
            var texts = TextCatalog.In(args.SkipWhile(a => a != "--lang").Skip(1).FirstOrDefault() == TextCatalog.English ? TextCatalog.English : TextCatalog.Chinese);
            var parsed = Root(texts, output, errors).Parse(args);
            if (parsed.Errors.Count > 0)
            {
                foreach (var error in parsed.Errors)
                {
                    await errors.WriteLineAsync(error.Message);
                }

                return Unreadable;
            }

            try
            {
                return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false }, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // Broken off by hand: what was begun has been taken away, and there is nothing to explain.
                return Failed;
            }
            catch (Exception failure)
            {
                await errors.WriteLineAsync(texts.Say("cli.failed", ("reason", failure.Message)));
                return Failed;
            }
        }

        private static RootCommand Root(TextCatalog texts, TextWriter output, TextWriter errors)
        {
            var language = new Option<string>("--lang") { Description = texts["cli.language"], DefaultValueFactory = _ => TextCatalog.Chinese, Recursive = true };
            language.AcceptOnlyFromAmong([.. TextCatalog.Languages]);
            var root = new RootCommand(texts["cli.description"]) { Evaluate(texts, output, errors), Migrate(texts, output), CheckWorkflows(texts, output, errors), CheckTemplate(texts, output, errors), VerifyLedger(texts, output, errors) };
            root.Options.Add(language);
            return root;
        }

        private static Command Evaluate(TextCatalog texts, TextWriter output, TextWriter errors)
        {
            var folder = new Argument<string>("FOLDER") { Description = texts["cli.evaluate.folder"] };
            var results = new Option<string>("--out") { Description = texts["cli.evaluate.out"], Required = true };
            var guides = new Option<string?>("--guides") { Description = texts["cli.guides"] };
            var command = new Command("evaluate", texts["cli.evaluate"]) { folder, results, guides };
            command.SetAction((parsed, cancellationToken) => new EvaluateCommand(texts, output, errors).RunAsync(
                parsed.GetRequiredValue(folder), parsed.GetRequiredValue(results), parsed.GetValue(guides), cancellationToken));
            return command;
        }

        private static Command CheckWorkflows(TextCatalog texts, TextWriter output, TextWriter errors)
        {
            var files = new Argument<string[]>("FILE") { Description = texts["cli.check-workflows.files"], Arity = ArgumentArity.OneOrMore };
            var command = new Command("check-workflows", texts["cli.check-workflows"]) { files };
            command.SetAction((parsed, cancellationToken) => new CheckWorkflowsCommand(texts, output, errors).RunAsync(parsed.GetRequiredValue(files), cancellationToken));
            return command;
        }

        private static Command CheckTemplate(TextCatalog texts, TextWriter output, TextWriter errors)
        {
            var file = new Argument<string>("FILE") { Description = texts["cli.check-template.file"] };
            var guide = new Option<string?>("--guide") { Description = texts["cli.check-template.guide"] };
            var guides = new Option<string?>("--guides") { Description = texts["cli.guides"] };
            var command = new Command("check-template", texts["cli.check-template"]) { file, guide, guides };
            command.SetAction((parsed, cancellationToken) => new CheckTemplateCommand(texts, output, errors).RunAsync(
                parsed.GetRequiredValue(file), parsed.GetValue(guide), parsed.GetValue(guides), cancellationToken));
            return command;
        }

        private static Command VerifyLedger(TextCatalog texts, TextWriter output, TextWriter errors)
        {
            var file = new Argument<string>("FILE") { Description = texts["cli.verify-ledger.file"] };
            var head = new Option<string?>("--head") { Description = texts["cli.verify-ledger.head"] };
            var certificates = new Option<string?>("--certificates") { Description = texts["cli.verify-ledger.certificates"] };
            var command = new Command("verify-ledger", texts["cli.verify-ledger"]) { file, head, certificates };
            command.SetAction((parsed, cancellationToken) => new VerifyLedgerCommand(texts, output, errors).RunAsync(
                parsed.GetRequiredValue(file), parsed.GetValue(head), parsed.GetValue(certificates), cancellationToken));
            return command;
        }

        private static Command Migrate(TextCatalog texts, TextWriter output)
        {
            var command = new Command("migrate", texts["cli.migrate"]);
            command.SetAction((_, cancellationToken) => MigrateCommand.RunAsync(texts, output, cancellationToken));
            return command;
        }
    }
}
