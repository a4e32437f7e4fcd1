import { HostObject } from "./object.ts";
import { SessionObject } from "./session.ts";

export class Application extends SessionObject {
  readonly typeName = "Application";
  calculationMode = "Automatic";

  get calculationState() {
    return "Done";
  }
  get calculationEngineVersion() {
    return 191_029;
  }
  get decimalSeparator() {
    return ".";
  }
  get thousandsSeparator() {
    return ",";
  }
  get useSystemSeparators() {
    return true;
  }
  get cultureInfo() {
    return new CultureInfo();
  }
  calculate(kind: string) {
    this.session.calculate(kind !== "Recalculate");
  }
  // Every batch is painted and calculated once at its end anyway.
  suspendApiCalculationUntilNextSync() {
    return null;
  }
  suspendScreenUpdatingUntilNextSync() {
    return null;
  }
}

class CultureInfo extends HostObject {
  readonly typeName = "CultureInfo";
  readonly name = "en-US";

  get numberFormat() {
    return new NumberFormatInfo();
  }
  get datetimeFormat() {
    return new DatetimeFormatInfo();
  }
}

class NumberFormatInfo extends HostObject {
  readonly typeName = "NumberFormatInfo";
  readonly numberDecimalSeparator = ".";
  readonly numberGroupSeparator = ",";
  readonly currencySymbol = "$";
}

class DatetimeFormatInfo extends HostObject {
  readonly typeName = "DatetimeFormatInfo";
  readonly dateSeparator = "/";
  readonly longDatePattern = "dddd, MMMM d, yyyy";
  readonly shortDatePattern = "M/d/yyyy";
  readonly longTimePattern = "h:mm:ss tt";
  readonly timeSeparator = ":";
}
