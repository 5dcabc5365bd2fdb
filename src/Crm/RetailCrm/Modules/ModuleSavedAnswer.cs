using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Modules;

internal sealed record ModuleSavedAnswer(ModuleInfo? Info) : Envelope;
